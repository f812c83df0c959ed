import type {
  Folder,
  GrafanaView,
  RuleInstance,
  StoredDashboard,
  StoredRule,
} from '../GrafanaView';

/** How much there is of what. */
export interface MadeUpScene {
  dashboards: number;
  rules: number;
  /** Of a dashboard; `tag-<index>` when absent. */
  tagsOf?: (index: number) => string[];
  /** Of a rule, and of its one series. */
  labelsOf?: (index: number) => Record<string, string>;
  /** Whether a rule fires from the beginning; every hundredth when absent. */
  firesAt?: (index: number) => boolean;
}

const FOLDERS = 50;
const RULES_OF_A_GROUP = 20;
const CREATED = '2026-01-01T08:00:00Z';

/** Dashboards and rules that a team of a large company might have, all of them alike. */
export function madeUpGrafana(
  scene: MadeUpScene,
): GrafanaView & { fire(rule: number, fires: boolean): void } {
  const { tagsOf = index => [`tag-${index}`] } = scene;
  const { labelsOf = index => ({ team: `team-${index}` }) } = scene;
  const { firesAt = index => index % 100 === 0 } = scene;
  const folders = Array.from({ length: FOLDERS }, (_, index) =>
    folderAt(index),
  );
  const dashboards = Array.from({ length: scene.dashboards }, (_, index) =>
    dashboardAt(index, folders[index % FOLDERS], tagsOf(index)),
  );
  const rules = Array.from({ length: scene.rules }, (_, index) =>
    ruleAt(index, folders[Math.floor(index / RULES_OF_A_GROUP) % FOLDERS], {
      labels: labelsOf(index),
      fires: firesAt(index),
    }),
  );
  return {
    dashboards: () => dashboards,
    folders: () => folders,
    rules: () => rules,
    fire(index, fires) {
      const { folder } = rules[index];
      rules[index] = ruleAt(index, folder, { labels: labelsOf(index), fires });
    },
  };
}

const number = (index: number) => String(index).padStart(5, '0');

function folderAt(index: number): Folder {
  return {
    id: 100_000 + index,
    uid: `folder-${index}`,
    title: `Folder ${index}`,
  };
}

function dashboardAt(
  index: number,
  folder: Folder,
  tags: string[],
): StoredDashboard {
  const uid = `dash-${number(index)}`;
  const title = `Dashboard ${number(index)} of what a team looks at`;
  return {
    id: index + 1,
    uid,
    title,
    tags,
    folder,
    version: 1,
    created: CREATED,
    updated: CREATED,
    model: { uid, title, tags, schemaVersion: 41, panels: [] },
  };
}

function ruleAt(
  index: number,
  folder: Folder,
  { labels, fires }: { labels: Record<string, string>; fires: boolean },
): StoredRule {
  const title = `Rule ${number(index)}`;
  const all = { severity: 'warning', ...labels };
  const instance: RuleInstance = {
    labels: { alertname: title, grafana_folder: folder.title, ...all },
    annotations: { summary: `Something is wrong with ${title}` },
    state: fires ? 'Alerting' : 'Normal',
    activeAt: CREATED,
    value: fires ? '1e+00' : '',
  };
  return {
    id: index + 1,
    uid: `rule-${number(index)}`,
    title,
    group: `Group ${Math.floor(index / RULES_OF_A_GROUP)}`,
    folder,
    expr: `sum(rate(errors_total{team="${index}"}[5m])) > 1`,
    pendingFor: 300,
    labels: all,
    annotations: {
      summary: `Something is wrong with ${title}`,
      runbook_url: `https://runbooks.example.com/${index}`,
    },
    instances: [instance],
    lastEvaluation: CREATED,
    updated: CREATED,
  };
}
