import type { Request } from 'express';
import type { Application } from '../world';
import type { ArgoCDView } from './ArgoCDView';
import { GrpcError, permissionDenied } from './errors';
import { readSelector } from './selector';

/** The namespace that Argo CD itself, and here every Application, is in. */
export const CONTROL_PLANE = 'argocd';

export function text(request: Request, name: string): string | undefined {
  const value = request.query[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
}

export function texts(request: Request, ...names: string[]): string[] {
  return names
    .flatMap(name => request.query[name] ?? [])
    .filter(
      (value): value is string => typeof value === 'string' && value !== '',
    );
}

/** Which Applications a list or a stream is about. */
export interface ApplicationFilter {
  /** Those that it turns down are out; cheap to ask. */
  where(name: string, labels: Readonly<Record<string, string>>): boolean;
  fits(application: Application): boolean;
}

export function readFilter(request: Request): ApplicationFilter {
  const selector = text(request, 'selector');
  const matches = selector ? readSelector(selector) : undefined;
  const projects = texts(request, 'projects', 'project');
  const wanted = text(request, 'name');
  const namespace = text(request, 'appNamespace');
  const repo = text(request, 'repo');
  const where: ApplicationFilter['where'] = (name, labels) =>
    (!wanted || name === wanted) && (!matches || matches(labels));
  return {
    where,
    fits: ({ metadata, spec }) =>
      where(metadata.name, metadata.labels ?? {}) &&
      (!namespace || metadata.namespace === namespace) &&
      (projects.length === 0 || projects.includes(spec.project)) &&
      (!repo ||
        (spec.sources ?? [spec.source!]).some(
          source => source.repoURL === repo,
        )),
  };
}

/** The Application that an address names; refused as Argo CD refuses it. */
export function findApplication(
  view: ArgoCDView,
  request: Request,
): Application {
  const { name } = request.params;
  const namespace = text(request, 'appNamespace') ?? CONTROL_PLANE;
  const projects = texts(request, 'project', 'projects');
  if (projects.length > 1) {
    throw new GrpcError(
      'invalidArgument',
      'multiple projects specified - the get endpoint accepts either zero or one project',
    );
  }
  return applicationOf(view, { namespace, name, project: projects[0] });
}

/** Refuses to tell one that is not there from one of another project. */
export function applicationOf(
  view: ArgoCDView,
  asked: { namespace: string; name: string; project?: string },
): Application {
  const { namespace, name, project } = asked;
  const application = view.get(namespace, name);
  if (project && application?.spec.project !== project) {
    throw new GrpcError(
      'notFound',
      `applications.argoproj.io "${name}" not found`,
    );
  }
  if (!application) throw permissionDenied();
  return application;
}

/** As the real server stores and lists it: without the health of each resource. */
export function withoutResourceHealth(application: Application): Application {
  const { resources } = application.status;
  if (!resources) return application;
  return {
    ...application,
    status: {
      ...application.status,
      resources: resources.map(({ health: _, ...rest }) => rest),
    },
  };
}
