export interface Config {
  /** Changes: pull requests against the GitOps repository. */
  changes?: {
    /** Put before the key of a change to name its branch; one folder. Default: `portal/`. */
    branchPrefix?: string;
    /** The portal, as committer and co-author of every change. */
    committer?: {
      /** Default: `app.title`. */
      name?: string;
      /** Default: an address that receives no mail. */
      email?: string;
    };
    /** Where the GitOps repository is. */
    forge?: {
      /** Default: `local`. */
      type?: 'local' | 'github' | 'gitea';
      /** A bare repository on this machine, made when missing. */
      local?: {
        /** Relative to the nearest folder that has a backstage.json. Default: `.local/forge.git`. */
        path?: string;
        /** A checkout whose HEAD becomes the first commit; without a .git there, its files. */
        seedFrom?: string;
      };
      /** Credentials come from `integrations.github`. */
      github?: {
        /** Default: `github.com`. */
        host?: string;
        /** `<owner>/<repository>` */
        repository: string;
      };
      /** Gitea and Forgejo. Credentials come from `integrations.gitea`. */
      gitea?: {
        /** As `integrations.gitea` has it. */
        host: string;
        /** `<owner>/<repository>` */
        repository: string;
      };
    };
  };
}
