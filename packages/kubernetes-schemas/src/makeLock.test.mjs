import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { makeLock, readCrds } from './makeLock.mjs';
import { openSchemas } from './schemas.mjs';

const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    names: { kind: 'Widget' },
    versions: [
      {
        name: 'v1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              apiVersion: { type: 'string' },
              kind: { type: 'string' },
              metadata: { type: 'object' },
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: { type: 'integer' },
                  unused: { type: 'string' },
                  mode: { type: 'string', enum: ['fast', 'slow'] },
                  port: { 'x-kubernetes-int-or-string': true },
                  tags: {
                    type: 'object',
                    additionalProperties: { type: 'string' },
                  },
                  raw: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                  parts: {
                    type: 'array',
                    items: {
                      type: 'object',
                      properties: { name: { type: 'string' } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

function crds() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crds-'));
  try {
    fs.mkdirSync(path.join(folder, 'deep'));
    fs.writeFileSync(
      path.join(folder, 'deep', 'widgets.yaml'),
      `# kind: CustomResourceDefinition\n${JSON.stringify(crd)}`,
    );
    return readCrds(folder, 'widgets-1.2.3');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const widget = () => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'a' },
  spec: {
    size: 1,
    mode: 'slow',
    port: 'http',
    tags: { a: 'b' },
    raw: { any: 1 },
    parts: [{ name: 'a' }],
  },
});

it('keeps what is used of a kind without a package, and that then passes', async () => {
  const { lock, problems } = await makeLock([widget()], crds());
  assert.deepEqual(problems, []);
  const [[key, entry]] = Object.entries(lock);
  assert.equal(key, 'example.com/v1 Widget');
  assert.equal(entry.source, 'widgets-1.2.3');
  assert.match(entry.sha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(entry.required, { spec: ['size'] });
  assert.deepEqual(entry.fields, {
    spec: 'object',
    'spec.mode': ['fast', 'slow'],
    'spec.parts': 'array',
    'spec.parts[]': 'object',
    'spec.parts[].name': 'string',
    'spec.port': 'int-or-string',
    'spec.raw': 'open',
    'spec.size': 'integer',
    'spec.tags': 'object',
    'spec.tags.{}': 'string',
  });
  const { check } = await openSchemas([widget()], { lock });
  assert.deepEqual(check(widget()), []);
});

it('refuses a field that the CRD does not have, and a kind without a CRD', async () => {
  const object = widget();
  object.spec.parts[0].colour = 'red';
  const { problems } = await makeLock(
    [object, { ...widget(), kind: 'Other' }],
    crds(),
  );
  assert.deepEqual(problems, [
    'example.com/v1 Other: none of the folders has its CRD',
    'example.com/v1 Widget: the CRD has no spec.parts[].colour',
  ]);
});

it('leaves out what a package knows', async () => {
  const { lock } = await makeLock(
    [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }],
    [],
  );
  assert.deepEqual(lock, {});
});
