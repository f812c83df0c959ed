import {
  openRepository,
  type RenderedRepository,
} from '../../../check/src/repository';
import { checkout } from '../lib/folders';

let rendered: Promise<RenderedRepository> | undefined;

/** This checkout as `npm run check` sees it; rendered once a run. */
export function renderedCheckout(): Promise<RenderedRepository> {
  rendered ??= openRepository(checkout).rendered();
  return rendered;
}
