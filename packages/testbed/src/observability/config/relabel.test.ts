import { alloyRules } from './alloyRules';
import { relabel } from './relabel';

const ALLOY = `
discovery.kubernetes "pods" {
  role = "pod"
}

discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets

  // Those that run.
  rule {
    source_labels = ["__meta_container"]
    regex         = ".+"
    action        = "keep"
  }

  rule {
    source_labels = ["__meta_namespace"]
    target_label  = "namespace"
  }

  rule {
    source_labels = ["__meta_namespace"]
    regex         = "tenant-(.+)"
    target_label  = "tenant"
  }

  rule {
    source_labels = ["__meta_namespace", "__meta_container"]
    separator     = "/"
    regex         = "(.+)/(.+)"
    replacement   = "/logs/\${1}_\${2}.log"
    target_label  = "__path__"
  }
}

loki.process "pods" {
  rule {
    source_labels = ["x"]
  }
}
`;

describe('rules of Alloy', () => {
  const rules = alloyRules(ALLOY, 'pods');

  it('are those of the part alone, and make labels', () => {
    expect(rules).toHaveLength(4);
    expect(
      relabel(rules, {
        __meta_namespace: 'tenant-demo',
        __meta_container: 'app',
      }),
    ).toEqual({
      __meta_namespace: 'tenant-demo',
      __meta_container: 'app',
      namespace: 'tenant-demo',
      tenant: 'demo',
      __path__: '/logs/tenant-demo_app.log',
    });
  });

  it('leave a label away where nothing fits, and drop what is not to be kept', () => {
    expect(
      relabel(rules, { __meta_namespace: 'vault', __meta_container: 'vault' }),
    ).not.toHaveProperty('tenant');
    expect(relabel(rules, { __meta_namespace: 'vault' })).toBeUndefined();
  });

  it('are looked for by name', () => {
    expect(() => alloyRules(ALLOY, 'nodes')).toThrow('no discovery.relabel');
  });
});

describe('relabel', () => {
  const byName = { sourceLabels: ['a', 'b'], targetLabel: 'c' };

  it('joins labels, and takes a rule that fits the whole value alone', () => {
    expect(relabel([byName], { a: '1', b: '2' })).toMatchObject({ c: '1;2' });
    expect(
      relabel([{ ...byName, regex: '1' }], { a: '1', b: '2' }),
    ).not.toHaveProperty('c');
  });

  it('drops', () => {
    const rule = { sourceLabels: ['a'], regex: '1', action: 'drop' };
    expect(relabel([rule], { a: '1' })).toBeUndefined();
    expect(relabel([rule], { a: '2' })).toEqual({ a: '2' });
  });

  it('refuses an action that it does not know', () => {
    expect(() =>
      relabel([{ sourceLabels: ['a'], action: 'hashmod' }], { a: '1' }),
    ).toThrow('hashmod');
  });
});
