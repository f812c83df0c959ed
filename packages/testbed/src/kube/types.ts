/** An object of the API server. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    resourceVersion?: string;
    uid?: string;
    [field: string]: any;
  };
  [field: string]: any;
}

/** Whose rights a request has; without it the administrator's. */
export interface Impersonation {
  user: string;
  groups?: string[];
}

/** The API server refused, or answered with something else than success. */
export class KubeError extends Error {
  constructor(readonly status: number, message: string, readonly body?: any) {
    super(message);
  }
}
