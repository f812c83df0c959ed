export { createLocalForge, type LocalForgeOptions } from './LocalForge';
