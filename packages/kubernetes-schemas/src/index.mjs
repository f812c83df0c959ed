export { openSchemas } from './schemas.mjs';
export { packages } from './packages.mjs';
