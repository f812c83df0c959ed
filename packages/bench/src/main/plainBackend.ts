// The same portal without this repository's plugins: what their share is measured against.
import { createPlainBackend } from './createPlainBackend';

createPlainBackend().start();
