import { CONTRACT_API_VERSION, ENVIRONMENTS, QUOTA_CLASSES } from '../names';

/**
 * A JSON Schema; `x-write` says what to write where a value does not fit.
 *
 * @public
 */
export interface Schema {
  [keyword: string]: unknown;
  'x-write'?: string;
}

const text = (maxLength: number, write?: string): Schema => ({
  type: 'string',
  minLength: 1,
  maxLength,
  ...(write && { 'x-write': write }),
});

const pattern = (regex: string, write: string, maxLength = 253): Schema => ({
  type: 'string',
  pattern: regex,
  maxLength,
  'x-write': write,
});

const object = (
  properties: Record<string, Schema>,
  required: string[] = [],
): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const list = (items: Schema, maxItems: number, minItems = 0): Schema => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});

const whole = (minimum: number, maximum: number, what = ''): Schema => ({
  type: 'integer',
  minimum,
  maximum,
  'x-write': `a whole number${what} from ${minimum} to ${maximum}`,
});

const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const NAME = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
const URL = '^https?://[^\\s"<>\\\\^`{|}]+$';

const ENTITY_NAME = '[a-zA-Z0-9]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?';

const groupRef = pattern(
  `^group:${ENTITY_NAME}/${ENTITY_NAME}$`,
  'the full reference of a group, such as group:default/payments',
);
// The boundary's RoleBinding and labels take the name alone: groups of two namespaces would be one to the cluster.
const tenantOwner = pattern(
  `^group:default/${ENTITY_NAME}$`,
  'the full reference of a group in the namespace default, such as group:default/payments',
  'group:default/'.length + 63,
);
const entityRefs = list(
  pattern(
    `^[a-zA-Z][a-zA-Z0-9]*:${ENTITY_NAME}/${ENTITY_NAME}$`,
    'a full reference, such as component:payments/orders',
  ),
  100,
);
const cpu = pattern(
  '^([1-9][0-9]{0,5}m|[1-9][0-9]{0,2}|[0-9]{1,3}\\.[0-9]{1,3})$',
  "a CPU quantity in quotes where it is a number, such as 50m or '1'",
);
const memory = pattern(
  '^[1-9][0-9]{0,6}(Ki|Mi|Gi)$',
  'a memory quantity, such as 128Mi or 1Gi',
);

const probe = (successThreshold: Schema) =>
  object(
    {
      httpGet: object(
        {
          path: pattern('^/\\S*$', 'a path that begins with /', 500),
          port: { const: 'http', 'x-write': 'http' },
        },
        ['path', 'port'],
      ),
      initialDelaySeconds: whole(0, 3600, ' of seconds'),
      periodSeconds: whole(1, 3600, ' of seconds'),
      timeoutSeconds: whole(1, 3600, ' of seconds'),
      failureThreshold: whole(1, 3600),
      successThreshold,
    },
    ['httpGet'],
  );

const nameRef = object({ name: text(253) }, ['name']);

const catalog = object({
  title: text(100),
  description: text(1000),
  lifecycle: pattern(
    '^[a-z][a-z0-9-]*$',
    'a word such as experimental, production or deprecated',
    63,
  ),
  tags: list(
    pattern(
      '^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$',
      'a lower-case tag, such as java',
      63,
    ),
    50,
  ),
  links: list(
    object(
      {
        url: pattern(URL, 'an address that begins with https://', 1000),
        title: text(100),
        icon: text(63),
        type: text(63),
      },
      ['url'],
    ),
    50,
  ),
  sourceLocation: pattern(URL, 'an address that begins with https://', 1000),
  techdocsRef: text(1000),
  providesApis: entityRefs,
  consumesApis: entityRefs,
  dependsOn: entityRefs,
});

const label = pattern(
  `^${LABEL}$`,
  'lower-case letters, digits and hyphens',
  63,
);
const objectName = pattern(
  `^${LABEL}(\\.${LABEL})*$`,
  'a name as Kubernetes takes it',
);
const componentName = pattern(
  NAME,
  'lower-case letters, digits and single hyphens',
  40,
);
const environments = list({ enum: [...ENVIRONMENTS] }, ENVIRONMENTS.length, 1);
const keys = list(text(253), 50, 1);
const vaultPath = pattern(
  `^${LABEL}/${LABEL}/${LABEL}$`,
  '<namespace>/<component>/<secret>, such as grafana/grafana/oidc-client',
);

const secrets = object(
  {
    birth: list(
      object(
        {
          namespace: label,
          name: objectName,
          keys,
          environments,
          madeBy: text(500),
          keptAt: text(500),
          ifLost: text(500),
        },
        [
          'namespace',
          'name',
          'keys',
          'environments',
          'madeBy',
          'keptAt',
          'ifLost',
        ],
      ),
      20,
    ),
    generated: list(
      object(
        {
          path: vaultPath,
          keys,
          by: pattern(
            `^${LABEL}/${LABEL}$`,
            'namespace and name of the PushSecret, such as grafana/oidc-client',
          ),
        },
        ['path', 'keys', 'by'],
      ),
      50,
    ),
    human: list(
      object(
        {
          path: vaultPath,
          keys,
          who: text(500),
          environments,
          blocks: text(500),
        },
        ['path', 'keys', 'who', 'environments', 'blocks'],
      ),
      50,
    ),
    controller: list(
      object({ namespace: label, name: objectName, by: text(500) }, [
        'namespace',
        'name',
        'by',
      ]),
      50,
    ),
  },
  ['birth', 'generated', 'human', 'controller'],
);

const brings = object({
  pods: list(
    object(
      {
        name: objectName,
        namespace: label,
        labels: {
          type: 'object',
          minProperties: 1,
          additionalProperties: text(63),
        },
      },
      ['name', 'namespace', 'labels'],
    ),
    50,
  ),
  services: list(
    object(
      {
        name: objectName,
        namespace: label,
        ports: list(whole(1, 65535), 20, 1),
        labels: { type: 'object', additionalProperties: text(63) },
      },
      ['name', 'namespace', 'ports'],
    ),
    50,
  ),
  serviceAccounts: list(
    object({ name: objectName, namespace: label }, ['name', 'namespace']),
    50,
  ),
  configMaps: list(
    object({ name: objectName, namespace: label }, ['name', 'namespace']),
    50,
  ),
});

const jobs = list(
  object({ name: objectName, does: text(500), reason: text(500) }, [
    'name',
    'does',
    'reason',
  ]),
  20,
);

const variance = list(
  object(
    {
      class: { enum: ['storage', 'edge', 'iam'] },
      object: pattern(
        `^(values|application|[A-Z][A-Za-z0-9]*/${LABEL}(\\.${LABEL})*)$`,
        '<kind>/<name> of an object, such as StorageClass/platform; or values, or application',
      ),
      fields: list(
        pattern(
          '^[^.\\s]+(\\.[^.\\s]+)*$',
          'a path with dots, such as spec.hostnames',
          500,
        ),
        50,
      ),
      reason: text(500),
    },
    ['class', 'object', 'fields', 'reason'],
  ),
  50,
);

const kind = (
  name: string,
  spec: Schema,
  metadataName: Schema = {
    ...pattern(NAME, 'lower-case letters, digits and single hyphens', 30),
    minLength: 3,
  },
): Schema => ({
  $id: `https://platform.idp/v1alpha1/${name}`,
  title: name,
  ...object(
    {
      apiVersion: {
        const: CONTRACT_API_VERSION,
        'x-write': CONTRACT_API_VERSION,
      },
      kind: { const: name, 'x-write': name },
      metadata: object(
        {
          name: metadataName,
          annotations: object(
            {
              'config.kubernetes.io/local-config': {
                const: 'true',
                'x-write':
                  "'true' in quotes, so that it is never applied to a cluster",
              },
            },
            ['config.kubernetes.io/local-config'],
          ),
        },
        ['name', 'annotations'],
      ),
      spec,
    },
    ['apiVersion', 'kind', 'metadata', 'spec'],
  ),
});

/**
 * JSON Schema (draft 7) of each kind.
 *
 * @public
 */
export const schemas: Record<
  'Tenant' | 'Workload' | 'Release' | 'Environment' | 'PlatformComponent',
  Schema
> = {
  Tenant: kind(
    'Tenant',
    object(
      {
        owner: tenantOwner,
        displayName: text(100),
        description: { type: 'string', maxLength: 1000 },
        contacts: list(
          object(
            {
              type: { enum: ['email', 'chat', 'url', 'phone'] },
              value: text(200, 'an address, channel or number'),
            },
            ['type', 'value'],
          ),
          20,
          1,
        ),
        quota: { enum: [...QUOTA_CLASSES] },
      },
      ['owner', 'contacts', 'quota'],
    ),
  ),
  Workload: kind(
    'Workload',
    object(
      {
        blueprint: pattern(
          `^(?!tenant$|quota-)${NAME.slice(1)}`,
          'the blueprint of a kind of workload, such as web-service',
          63,
        ),
        owner: groupRef,
        port: whole(1, 65535),
        probes: object(
          // Kubernetes takes one success of a liveness probe, no other number.
          {
            readiness: probe(whole(1, 3600)),
            liveness: probe({ const: 1, 'x-write': '1' }),
          },
          ['readiness', 'liveness'],
        ),
        resources: object(
          {
            requests: object({ cpu, memory }, ['cpu', 'memory']),
            limits: object({ memory, cpu }, ['memory']),
          },
          ['requests', 'limits'],
        ),
        envFrom: list(
          {
            type: 'object',
            additionalProperties: false,
            properties: { configMapRef: nameRef, secretRef: nameRef },
            minProperties: 1,
            maxProperties: 1,
            'x-write': 'either configMapRef or secretRef, with a name',
          },
          50,
          1,
        ),
        catalog,
      },
      ['blueprint', 'port', 'probes', 'resources', 'envFrom'],
    ),
  ),
  Release: kind(
    'Release',
    object(
      {
        image: pattern(
          '^[a-z0-9]+([.-][a-z0-9]+)*(:[0-9]{1,5})?(/[a-z0-9]+((\\.|_{1,2}|-+)[a-z0-9]+)*)+((:(?!latest(@|$))[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})(@sha256:[a-f0-9]{64})?|@sha256:[a-f0-9]{64})$',
          'registry, name and a fixed tag or digest, such as ghcr.io/acme/orders:1.5.0, never latest',
          500,
        ),
        replicas: whole(0, 100),
      },
      ['image', 'replicas'],
    ),
  ),
  Environment: kind(
    'Environment',
    object(
      {
        domain: pattern(
          `^${LABEL}(\\.${LABEL})+$`,
          'a domain, such as apps.example.com',
          190,
        ),
      },
      ['domain'],
    ),
    { enum: [...ENVIRONMENTS] },
  ),
  PlatformComponent: kind(
    'PlatformComponent',
    object(
      {
        owner: groupRef,
        description: text(500),
        upstream: pattern(URL, 'an address that begins with https://', 1000),
        environments,
        namespaces: list(label, 20),
        crdGroups: list(objectName, 50),
        waitsFor: list(componentName, 50),
        secrets,
        brings,
        jobs,
        variance,
      },
      [
        'owner',
        'description',
        'upstream',
        'environments',
        'namespaces',
        'crdGroups',
        'waitsFor',
        'secrets',
        'variance',
      ],
    ),
    componentName,
  ),
};
