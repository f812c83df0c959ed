export interface Config {
  permission?: {
    platform?: {
      /** Full references of the groups that administer the platform, such as `group:default/platform`. */
      adminGroups?: string[];
    };
  };
}
