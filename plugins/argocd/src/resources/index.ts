export { Resources } from './Resources';
