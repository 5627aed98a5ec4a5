import { execFileSync } from 'node:child_process';

const ip = (...args: string[]): string =>
  execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });

/** What a network does not do. */
export interface LanLimits {
  /** Hosts reach each other, but what is meant for all or for a group goes to nobody: a switch that keeps its ports apart. */
  withoutMulticast?: boolean;
  /** No way out of the network: a switch and no router. */
  withoutDefaultRoute?: boolean;
}

/** Hosts that stand in the network, by the last number of their address. */
const hosts = { desk: 1, here: 2, there: 3 } as const;
export type LanHost = keyof typeof hosts;

const net = '10.77.0';
const gateway = `${net}.254`;

/**
 * A network of three hosts and a switch in network name spaces of their own (Linux, as root). It touches nothing of
 * this machine's own network, and goes with `remove`.
 */
export class OwnLan {
  readonly #prefix: string;

  private constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** @throws when this system lets nobody make one */
  static create({ withoutMulticast = false, withoutDefaultRoute = false }: LanLimits = {}): OwnLan {
    const lan = new OwnLan(`guiju-${process.pid}`);
    try {
      lan.#addSwitch(withoutMulticast);
      for (const host of Object.keys(hosts) as LanHost[])
        lan.#addHost(host, withoutMulticast, withoutDefaultRoute);
    } catch (cause) {
      lan.remove();
      throw cause;
    }
    return lan;
  }

  /** @returns why there can be no such network here; undefined when there can */
  static refused(): string | undefined {
    try {
      OwnLan.create().remove();
      return undefined;
    } catch (cause) {
      return `no network name spaces can be made: ${String(cause).split('\n')[0]}`;
    }
  }

  addressOf(host: LanHost): string {
    return `${net}.${hosts[host]}`;
  }

  /** What stands before a program and its arguments so that it runs on a host. */
  on(host: LanHost): string[] {
    return ['ip', 'netns', 'exec', this.#space(host)];
  }

  /** Can be called twice, and after a failed start. */
  remove(): void {
    for (const name of ['switch', ...Object.keys(hosts)]) {
      try {
        ip('netns', 'del', this.#space(name));
      } catch {
        // It was not made.
      }
    }
  }

  #space(name: string): string {
    return `${this.#prefix}-${name}`;
  }

  #addSwitch(isApart: boolean): void {
    const space = this.#space('switch');
    ip('netns', 'add', space);
    ip('-n', space, 'link', 'set', 'lo', 'up');
    ip('-n', space, 'link', 'add', 'bridge0', 'type', 'bridge');
    ip('-n', space, 'addr', 'add', `${gateway}/24`, 'dev', 'bridge0');
    ip('-n', space, 'link', 'set', 'bridge0', 'up');
    if (!isApart) return;
    // The ports hand nothing to each other; the bridge answers for all and passes on what is meant for one.
    for (const [name, value] of [
      ['net.ipv4.ip_forward', 1],
      ['net.ipv4.conf.bridge0.proxy_arp_pvlan', 1],
      ['net.ipv4.conf.all.send_redirects', 0],
      ['net.ipv4.conf.bridge0.send_redirects', 0],
    ] as const)
      execFileSync('ip', ['netns', 'exec', space, 'sysctl', '-q', '-w', `${name}=${value}`], {
        stdio: 'pipe',
      });
  }

  #addHost(host: LanHost, isApart: boolean, isCutOff: boolean): void {
    const space = this.#space(host);
    const port = `port-${host}`;
    ip('netns', 'add', space);
    ip(
      '-n',
      this.#space('switch'),
      'link',
      'add',
      port,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      space,
    );
    ip('-n', this.#space('switch'), 'link', 'set', port, 'master', 'bridge0');
    if (isApart)
      execFileSync('bridge', ['-n', this.#space('switch'), 'link', 'set', 'dev', port, 'isolated', 'on']);
    ip('-n', this.#space('switch'), 'link', 'set', port, 'up');
    ip('-n', space, 'link', 'set', 'lo', 'up');
    ip('-n', space, 'addr', 'add', `${this.addressOf(host)}/24`, 'dev', 'eth0');
    ip('-n', space, 'link', 'set', 'eth0', 'up');
    if (!isCutOff) ip('-n', space, 'route', 'add', 'default', 'via', gateway);
  }
}
