/**
 * Form fields of the golden paths: names that are checked while one types, pickers for what one owns, and a preview.
 *
 * @packageDocumentation
 */

export { scaffolderModulePlatform as default } from './module';
