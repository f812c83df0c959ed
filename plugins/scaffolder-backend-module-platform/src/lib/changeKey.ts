import { InputError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import type { TemplateInfo } from '@backstage/plugin-scaffolder-common';
import type { ChangeGoldenPath } from '@idp/plugin-changes-common';
import { oneLine, quoted } from './text';

/** Annotation of a Template entity: the version of the golden path, such as `1` or `2.1.0`. */
export const TEMPLATE_VERSION_ANNOTATION = 'platform.idp/template-version';

const PART = '[a-z0-9]+(?:-[a-z0-9]+)*';
const SUBJECT = new RegExp(`^${PART}(?:--${PART}){0,3}$`, 'u');

/**
 * The golden path of a task; `name` is its part of the change's key.
 *
 * @throws InputError when the task was not started from a template
 */
export function goldenPathOf(
  templateInfo: TemplateInfo | undefined,
): ChangeGoldenPath & { name: string } {
  if (!templateInfo) {
    throw new InputError(
      'platform:change:open needs the golden path that the task was started from, and this task has none. Start it from a template of the catalog.',
    );
  }
  const { name, namespace } = parseEntityRef(templateInfo.entityRef, {
    defaultKind: 'template',
    defaultNamespace: 'default',
  });
  const metadata = templateInfo.entity?.metadata;
  const title = metadata?.title && oneLine(metadata.title).slice(0, 100);
  const version = metadata?.annotations?.[TEMPLATE_VERSION_ANNOTATION];
  const cleanVersion =
    typeof version === 'string' ? oneLine(version).slice(0, 40) : undefined;
  return {
    entityRef: templateInfo.entityRef,
    name: namespace === 'default' ? name : `${namespace}.${name}`,
    ...(title ? { title } : {}),
    ...(cleanVersion ? { version: cleanVersion } : {}),
  };
}

/**
 * The key of a change, `<golden path>/<subject>`. The subject is the tenant or begins with it, so that nobody can write
 * into the open change of a tenant that is not theirs.
 *
 * @throws InputError when the subject has another form
 */
export function changeKey(
  templateName: string,
  subject: string,
  tenant: string | undefined,
): string {
  if (subject.length > 100 || !SUBJECT.test(subject)) {
    throw new InputError(
      `The subject ${quoted(
        subject,
      )} names the change's branch: write lower-case names joined by --, such as payments--orders.`,
    );
  }
  if (
    tenant !== undefined &&
    subject !== tenant &&
    !subject.startsWith(`${tenant}--`)
  ) {
    throw new InputError(
      `The subject ${quoted(
        subject,
      )} must be ${tenant}, the tenant that the change is about, or begin with ${tenant}--.`,
    );
  }
  const golden = templateName.toLowerCase();
  if (!/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/u.test(golden) || golden.length > 63) {
    throw new InputError(
      `The golden path's name ${quoted(
        templateName,
      )} cannot be part of a branch name. Rename the template to lower-case words joined by -.`,
    );
  }
  return `${golden}/${subject}`;
}
