export { SignalsView } from './SignalsView';
