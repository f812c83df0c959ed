import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { filesBelow, readText, readYaml } from './repository';

/** The files that a golden path's skeleton renders to: path in the GitOps repository → text. */
export type Rendered = Map<string, string>;

/** The scaffolder itself, which renders skeletons by its dry run. */
export class Scaffold {
  private constructor(private readonly backend: TestBackend) {}

  static async start(): Promise<Scaffold> {
    return new Scaffold(
      await startTestBackend({
        features: [
          scaffolderPlugin,
          catalogServiceMock.factory({ entities: [] }),
          mockServices.rootConfig.factory({ data: {} }),
        ],
      }),
    );
  }

  async stop() {
    await this.backend.stop();
  }

  /**
   * Renders the skeleton of a golden path for the values of its form. Its other steps are left out; with `unchecked`,
   * so is the form's schema, as if a value had got past it.
   */
  async render(
    goldenPath: string,
    values: Record<string, unknown>,
    options: { unchecked?: boolean } = {},
  ): Promise<Rendered> {
    const folder = `templates/${goldenPath}`;
    const template = readYaml(`${folder}/template.yaml`);
    template.spec.steps = template.spec.steps.filter(
      (step: any) => step.action === 'fetch:template',
    );
    delete template.spec.output;
    if (options.unchecked) delete template.spec.parameters;
    const response = await fetch(
      `http://127.0.0.1:${this.backend.server.port()}/api/scaffolder/v2/dry-run`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          template,
          values,
          directoryContents: filesBelow(folder).map(file => ({
            path: file,
            base64Content: Buffer.from(readText(`${folder}/${file}`)).toString(
              'base64',
            ),
          })),
        }),
      },
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    const files: Array<{ path: string; base64Content: string }> =
      JSON.parse(text).directoryContents;
    return new Map(
      files.map(({ path, base64Content }) => [
        path.replace(/^repository\//, ''),
        Buffer.from(base64Content, 'base64').toString('utf8'),
      ]),
    );
  }
}
