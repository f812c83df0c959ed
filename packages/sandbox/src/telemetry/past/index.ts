export { Applications, type ApplicationState } from './Applications';
export { Past, type Remembered } from './Past';
export { Timeline } from './Timeline';
