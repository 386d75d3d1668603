/** A person at the agent's page in a test: reads it and presses what stands on it. */
export type SamplePerson = {
  read: (path?: string) => Promise<string>;
  /** Sends the form that stands on the page at `path`, with a PIN if there is one to enter. */
  press: (button: 'sign' | 'refuse' | 'stop', fields?: Record<string, string>) => Promise<string>;
};

const hidden = /<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]+)"/g;

/** The person who was told this address. */
export function samplePerson(address: string): SamplePerson {
  const read = async (path = '') => (await fetch(new URL(path, address))).text();
  const press: SamplePerson['press'] = async (button, fields = {}) => {
    const page = await read(button === 'refuse' ? 'refuse' : '');
    const kept = [...page.matchAll(hidden)].map(([, name = '', value = '']): [string, string] => [name, value]);
    const sent = await fetch(new URL(button, address), {
      method: 'POST',
      headers: { origin: new URL(address).origin },
      body: new URLSearchParams({ ...Object.fromEntries(kept), ...fields }),
    });
    return sent.text();
  };
  return { read, press };
}
