export { ChangePreviews } from './ChangePreviews';
