export { ListPage as ArgoCDPage } from './list';
