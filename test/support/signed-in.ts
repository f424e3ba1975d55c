/** A browser's session without a browser: for tests that drive pages by their forms. */
export class SignedIn {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly token: string,
  ) {}

  /** Signs in through a one-time link. */
  static async by(url: string, link: string): Promise<SignedIn> {
    const entered = await fetch(link, { method: 'POST', redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0];
    if (cookie === undefined) throw new Error(`the link let nobody in: ${entered.status}`);
    const page = await fetch(`${url}/profilo`, { headers: { cookie } });
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1];
    if (token === undefined) throw new Error('the page has no form token');
    return new SignedIn(url, cookie, token);
  }

  get(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: { cookie: this.cookie }, redirect: 'manual' });
  }

  /** Sends a form. */
  post(path: string, form: Readonly<Record<string, string>>): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.cookie },
      body: new URLSearchParams({ ...form, _csrf: this.token }),
    });
  }

  /** Sends a form with files. */
  send(
    path: string,
    form: Readonly<Record<string, string>>,
    files: readonly { readonly name: string; readonly bytes: string | Uint8Array }[],
  ): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...form, _csrf: this.token })) {
      body.append(name, value);
    }
    for (const { name, bytes } of files) {
      body.append('file', new Blob([bytes as BlobPart]), name);
    }
    const headers = { cookie: this.cookie };
    return fetch(this.url + path, { method: 'POST', redirect: 'manual', headers, body });
  }
}
