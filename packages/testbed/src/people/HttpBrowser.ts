import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';

export interface Page {
  url: string;
  status: number;
  text: string;
}

/** A browser without a picture: it keeps cookies, follows redirects and sends forms. */
export class HttpBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();
  private readonly agent: https.Agent;

  constructor(ca: string) {
    this.agent = new https.Agent({ ca: fs.readFileSync(ca) });
  }

  /** Opens an address, and those that it leads to. */
  async open(
    url: string,
    options: {
      method?: string;
      headers?: Record<string, string>;
      form?: Record<string, string>;
    } = {},
  ): Promise<Page> {
    let request = { url, ...options };
    for (let redirects = 0; redirects < 15; redirects += 1) {
      const { status, location, text } = await this.send(request);
      if (!location || status < 300 || status > 399)
        return { url: request.url, status, text };
      request = { url: new URL(location, request.url).href };
    }
    throw new Error(`${url} leads from one page to the next, without end`);
  }

  /** Sends the only form of a page with these fields filled in. */
  async submit(page: Page, fields: Record<string, string>): Promise<Page> {
    const action = /<form[^>]*\baction="([^"]+)"/.exec(page.text)?.[1];
    if (!action)
      throw new Error(`${page.url} (${page.status}) has no form to send`);
    return this.open(new URL(unescaped(action), page.url).href, {
      method: 'POST',
      form: fields,
    });
  }

  close() {
    this.agent.destroy();
  }

  private send({
    url,
    method = 'GET',
    headers = {},
    form,
  }: {
    url: string;
    method?: string;
    headers?: Record<string, string>;
    form?: Record<string, string>;
  }): Promise<{ status: number; location?: string; text: string }> {
    const target = new URL(url);
    const body = form && new URLSearchParams(form).toString();
    const cookie = [...(this.cookies.get(target.hostname) ?? [])]
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    return new Promise((resolve, reject) => {
      const secure = target.protocol === 'https:';
      const request = (secure ? https : http).request(
        target,
        {
          method,
          ...(secure && { agent: this.agent }),
          timeout: 60_000,
          headers: {
            ...headers,
            ...(cookie && { cookie }),
            ...(body && {
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': Buffer.byteLength(body),
            }),
          },
        },
        response => {
          let text = '';
          this.keep(target.hostname, response.headers['set-cookie'] ?? []);
          response.setEncoding('utf8').on('data', chunk => (text += chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location,
              text,
            }),
          );
        },
      );
      request.once('error', reject);
      request.once('timeout', () =>
        request.destroy(new Error(`${url}: no answer`)),
      );
      request.end(body);
    });
  }

  private keep(host: string, lines: string[]) {
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    for (const line of lines) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1)];
      if (value === '' || /max-age=0\b/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  }
}

function unescaped(text: string): string {
  return text.replace(/&amp;/g, '&');
}
