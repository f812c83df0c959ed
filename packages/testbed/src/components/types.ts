/** What every component says of itself. */
interface ComponentBase {
  /** Folder in the cache, and in `tools/` where it is built from Go modules. */
  name: string;
  /** The version that runs here; part of the cache's path. */
  version: string;
  /** One line for the reader of the build's output. */
  what: string;
  /** Measured once on two free cores; only for the estimate that the build prints. */
  estimate: { cpuSeconds: number; diskMb: number };
}

/** Files that a component needs beside its binary, out of a module's folder. */
export interface ModuleFiles {
  module: string;
  /** Path inside the module. */
  from: string;
  /** Path inside the component's folder in the cache. */
  to: string;
}

/** Built by `go build` from the go.mod in `tools/<name>`. */
export interface GoComponent extends ComponentBase {
  kind: 'go';
  /** Import path of the main package, or `.` for the one in the tool's own folder. */
  package: string;
  binary: string;
  /** Values of `-ldflags -X`. */
  variables?: Record<string, string>;
  tags?: string[];
  cgo?: boolean;
  files?: ModuleFiles[];
}

/** Folders of Go modules that are not built, each held to the digest of its module. */
export interface ModulesComponent extends ComponentBase {
  kind: 'modules';
  modules: Array<{
    module: string;
    version: string;
    /** As in a go.sum. */
    sum: string;
    /** Path inside the module. */
    from: string;
    /** Path inside the component's folder in the cache. */
    to: string;
  }>;
}

/** A zip of a Maven repository. */
export interface MavenComponent extends ComponentBase {
  kind: 'maven';
  /** `group:artifact:version:packaging` */
  artifact: string;
  /** Folder that the zip unpacks to. */
  unpacksTo: string;
  /** A command in that folder, run once: what would else be done at each start. */
  prepare?: string[];
}

/** Packages of Debian; installed only where the binary is missing. */
export interface DebianComponent extends ComponentBase {
  kind: 'debian';
  packages: string[];
  binary: string;
}

export type Component =
  | GoComponent
  | ModulesComponent
  | MavenComponent
  | DebianComponent;
