export { scopeOfChange, type ChangeScope } from './scopeOfChange';
