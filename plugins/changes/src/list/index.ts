export { ChangesList } from './ChangesList';
export { ListPage } from './ListPage';
