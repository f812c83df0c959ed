/**
 * What every rule sees: the files of a checkout, and what they become on the clusters. Made once a run by
 * `openRepository`; everything in it is read or rendered when it is first asked for, and then kept.
 */

import type { EnvironmentName, Problem } from '@idp/platform-contract';

export interface Repository {
  /** Absolute path of the checkout. */
  readonly root: string;
  /**
   * Every file that git would keep, sorted, by its path from the root. Where only a change is checked, the tenants that
   * it cannot touch are left out, as if they were not there.
   */
  readonly files: readonly string[];
  /** What is checked of the repository. */
  readonly scope: Scope;
  /** Whether a file or folder is there, in scope or not. */
  exists(path: string): boolean;
  /** The text of a file; '' for what is no plain file, and no more than the first 4 MiB. */
  text(file: string): string;
  /** The documents of a YAML file, or why it is none. */
  yaml(file: string): YamlText;
  /** The facts of an environment; undefined where its file cannot be read, which the contract reports. */
  domain(environment: EnvironmentName): string | undefined;
  /** What the clusters get. Rejects where this machine has neither kustomize nor kubectl. */
  rendered(): Promise<RenderedRepository>;
  /** Where a rendered object, or a field of it, is written: the place in the file that it comes from. */
  place(document: RenderedDocument, path?: ValuePath): Place;
}

/** All of the repository, or what a change can touch. */
export interface Scope {
  /** The files that differ, removed ones too; undefined where all is checked. */
  changed?: readonly string[];
  /** The commit that the change began at: what is older was checked before. */
  since?: string;
  /** Whether the platform's own components are rendered. */
  platform: boolean;
  /** The tenants that are looked at. */
  tenants: 'all' | ReadonlySet<string>;
}

/** Keys and positions from the root of a value. */
export type ValuePath = ReadonlyArray<string | number>;

export interface Place {
  /** From the root. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
}

export interface YamlText {
  /** Without empty ones; none where the file cannot be read. */
  documents: readonly YamlDocument[];
  /** Why it is no YAML. */
  error?: Place & { message: string };
}

export interface YamlDocument {
  value: any;
  /** Where a field stands, or the closest one above it that is written. */
  place(path?: ValuePath): Place;
}

export interface RenderedRepository {
  /** Every folder that is built, sorted; the ones that could not be built with an error. */
  folders: readonly Rendered[];
  /** What Argo CD makes of it, for each environment. */
  applications: readonly Application[];
  /** What could not be built or understood; the rule `render` reports it. */
  problems: readonly Problem[];
}

/** One kustomization as it is applied. */
export interface Rendered {
  /** From the root. */
  folder: string;
  of: Owner;
  /** Where an Application delivers it; where none does, the environment that its path names, if any. */
  environments: readonly EnvironmentName[];
  documents: readonly RenderedDocument[];
  /** Why there are no documents. */
  error?: string;
}

/** Whose manifests they are. */
export type Owner =
  | { kind: 'cluster'; environment: EnvironmentName }
  | { kind: 'component'; component: string }
  | { kind: 'boundary'; tenant: string }
  | { kind: 'workload'; tenant: string; workload: string };

export interface RenderedDocument {
  object: KubernetesObject;
  /**
   * The file that it comes from, or the kustomization that generates it; from the root. Worked out when it is asked for,
   * which takes as long as rendering its folder: only for what is reported.
   */
  readonly origin: string;
  /** Whether a generator of kustomize made it, and hung a hash on its name. */
  readonly isGenerated: boolean;
}

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: any;
  };
  [field: string]: any;
}

/** An Argo CD Application of one environment, be it written or made by an ApplicationSet. */
export interface Application {
  name: string;
  environment: EnvironmentName;
  /** The Application, or the ApplicationSet that makes it. */
  document: RenderedDocument;
  /** The Application as Argo CD sees it. */
  object: KubernetesObject;
  /** `argocd.argoproj.io/sync-wave`, 0 where there is none. */
  wave: number;
  /** Its folders of this repository, from the root. */
  folders: readonly string[];
  /** What those folders render to; a folder that is not there or cannot be built is missing. */
  rendered: readonly Rendered[];
  charts: readonly ChartSource[];
}

/** A source of an Application that is a Helm chart. */
export interface ChartSource {
  /** Its position in `spec.sources`; undefined for `spec.source`. */
  index?: number;
  repoURL: string;
  chart: string;
  version: string;
  releaseName: string;
  /** Files of this repository with values, in order, from the root. */
  valueFiles: readonly string[];
  /** Values that the Application itself carries. */
  values: Record<string, any>;
  parameters: ReadonlyArray<{ name: string; value: string }>;
}
