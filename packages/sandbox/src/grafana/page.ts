import type { Request } from 'express';

/** What a person sees who follows a link to this Grafana: where it would have led. */
export function placeholderPage(request: Request, environment: string): string {
  const url = new URL(request.originalUrl, 'http://grafana');
  const rows = [...url.searchParams]
    .map(
      ([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`,
    )
    .join('');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Grafana of the sandbox</title>
<style>:root{color-scheme:light dark;font:16px/1.5 system-ui}body{max-width:45rem;margin:3rem auto;padding:0 1rem}dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}</style>
<h1>Grafana of ${escaped(environment)}</h1>
<p>The sandbox has no Grafana to look at. On a cluster this link leads to <code>${escaped(
    url.pathname.replace(/^\/grafana\/[^/]+/, ''),
  )}</code>, with:</p>
<dl>${rows || '<dd>no parameters</dd>'}</dl>
</html>
`;
}

function escaped(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, character => names[character]);
}
