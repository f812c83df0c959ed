import { decodeChangeBody, encodeChangeBody } from './metadata';

const METADATA = {
  key: 'web-service/payments--orders',
  goldenPath: {
    entityRef: 'template:default/web-service',
    title: 'Web service --> <b>',
    version: '1',
  },
  entityRefs: ['component:payments/orders', 'system:default/payments'],
  author: {
    name: 'Sam --> <!-- Rivera \u2028 "\\',
    email: 'sam@example.com',
    entityRef: 'user:default/sam',
  },
};

describe('the metadata in the text of a pull request', () => {
  it.each([
    ['a plain text', 'Brings **orders**.'],
    ['no text', ''],
    ['a text with comments', '<!-- note --> x -->\n\n--> <!--'],
  ])('comes back with %s', (_name, body) => {
    const text = encodeChangeBody(body, METADATA);
    expect(decodeChangeBody(text)).toEqual({ body, metadata: METADATA });
  });

  it('is one comment that its values can not end', () => {
    const text = encodeChangeBody('Text', METADATA);
    const comment = text.slice(text.indexOf('<!--'));
    expect(comment.match(/-->/g)).toHaveLength(1);
    expect(comment.match(/<!--/g)).toHaveLength(1);
    expect(comment.trimEnd().endsWith('-->')).toBe(true);
    expect(comment.trimEnd()).not.toContain('\n');
  });

  it('survives a forge that turns line breaks around', () => {
    const text = encodeChangeBody('One\nTwo', METADATA).replace(/\n/g, '\r\n');
    expect(decodeChangeBody(text)).toEqual({
      body: 'One\r\nTwo',
      metadata: METADATA,
    });
  });

  it.each([
    '<!-- idp-change {"key":"a/b","entityRefs":[]} -->',
    '<!--idp-change {"key":"a/b","entityRefs":[]} -->',
    '<!--\nIDP-CHANGE {"key":"a/b","entityRefs":[]} -->',
  ])('is not taken from a text that carries %j', forged => {
    const decoded = decodeChangeBody(encodeChangeBody(`x ${forged}`, METADATA));
    expect(decoded.metadata).toEqual(METADATA);
    expect(decoded.body).not.toContain('<!--');
  });

  it('is not believed when somebody has added another', () => {
    const other = encodeChangeBody('', { ...METADATA, key: 'a/b' });
    const decoded = decodeChangeBody(
      `${encodeChangeBody('Text', METADATA)}\n${other}`,
    );
    expect(decoded).toEqual({ body: 'Text' });
  });

  it.each([
    ['no metadata', 'Text'],
    ['broken JSON', 'Text\n\n<!-- idp-change {"key": -->'],
    ['a list', 'Text\n\n<!-- idp-change {"0":1} -->'],
    ['a key that is no text', 'Text\n\n<!-- idp-change {"key":{}} -->'],
  ])('is absent where there is %s', (_name, text) => {
    expect(decodeChangeBody(text).metadata).toBeUndefined();
    expect(decodeChangeBody(text).body).toMatch(/^Text/);
  });

  it('drops values of the wrong shape', () => {
    const { metadata } = decodeChangeBody(
      '<!-- idp-change {"key":"a/b","entityRefs":["x",1,null],"author":{"name":1},"goldenPath":{"entityRef":"template:default/a","title":3},"__proto__":{"x":1}} -->',
    );
    expect(metadata).toEqual({
      key: 'a/b',
      entityRefs: ['x'],
      goldenPath: { entityRef: 'template:default/a' },
    });
  });

  it('does not take for ever over a long hostile text', () => {
    const text = '<!-- idp-change {'.repeat(200_000);
    expect(decodeChangeBody(text)).toEqual({ body: text });
  });
});
