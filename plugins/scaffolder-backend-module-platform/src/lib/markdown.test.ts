import { codeSpan, escapeInline, neutralise, quoteBlock } from './markdown';

describe('neutralise', () => {
  it.each([
    ['ask @kim', '@kim'],
    ['ask @acme/platform', '@acme'],
    ['Closes #12', '#12'],
    ['closes GH-12', 'GH-12'],
    ['fixes https://git.example.com/acme/platform/issues/1', '://'],
    ['see !7', '!7'],
    ['~"label"', '~"'],
    ['www.example.com', 'www.'],
  ])('takes the meaning out of %s', (text, active) => {
    const safe = neutralise(text);
    expect(safe).not.toContain(active);
    expect(safe.replace(/\u200b/g, '')).toBe(text);
  });
});

describe('escapeInline', () => {
  it.each([
    '**bold** _it_ `code` ~~gone~~',
    '[link](javascript:alert(1))',
    '![image](http://x/y.png)',
    '| a | b |',
    '$x$',
  ])('escapes every mark of %s', text => {
    const marks = /[\\`*_[\]()#|~!$]/g;
    const escaped = escapeInline(text);
    expect(escaped.match(/\\[\\`*_[\]()#|~!$]/g)?.length).toBe(
      text.match(marks)?.length,
    );
  });

  it('leaves no HTML and no comment', () => {
    expect(escapeInline('<!-- hidden --><img src=x> &lt;')).toBe(
      '&lt;\\!\u200b-- hidden --&gt;&lt;img src=x&gt; &amp;lt;',
    );
  });

  it('stays on one line and does not begin a list or a heading', () => {
    expect(escapeInline('a\n\n# b')).toBe('a \\# b');
    expect(escapeInline('- a')).toBe('\\- a');
    expect(escapeInline('1. a')).toBe('1\\. a');
    expect(escapeInline('---')).toBe('\\---');
  });

  it('drops characters that a reviewer cannot see', () => {
    expect(escapeInline('pay\u202ements\u0000')).toBe('payments');
  });
});

describe('quoteBlock', () => {
  it('keeps every line inside the quotation', () => {
    const block = quoteBlock('Why:\n- a\n/merge\n\n\n\n<!-- x -->\r\n```');
    expect(block.split('\n').every(line => line.startsWith('>'))).toBe(true);
    expect(block).not.toContain('<!--');
    expect(block).not.toMatch(/^\/merge/m);
    expect(block).toContain('\\`\\`\\`');
  });
});

describe('codeSpan', () => {
  it.each(['plain', '`', 'a``b', '```', 'ends`', '', 'x\ny'])(
    'encloses %j',
    text => {
      const span = codeSpan(text);
      const fence = /^`+/.exec(span)![0];
      expect(span.endsWith(fence)).toBe(true);
      expect(span.slice(fence.length, -fence.length)).not.toContain(fence);
      expect(span).not.toContain('\n');
    },
  );

  it('holds no comment that a reader of metadata could find', () => {
    expect(codeSpan('<!-- idp: {} -->')).not.toMatch(/<!--|-->/);
  });
});
