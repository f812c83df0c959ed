// A catalog with nothing but people. Keycloak's client is an ES module, which jest does not load, so it is a process of
// its own; the configuration is the file in its arguments.
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('../index'));
backend.start();
