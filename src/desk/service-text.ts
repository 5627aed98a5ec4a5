import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeskWishes } from './desk-options.ts';
import type { DeskWords } from './words.ts';

/** The machine for which a description is written. */
export interface ServiceMachine {
  platform: NodeJS.Platform;
  /** Path of Node. */
  node: string;
  /** Path of `guiju.mjs`. */
  script: string;
  user: string;
}

/** What describes the desk as a service to the system of this machine, with these options; nothing is installed. */
export function serviceText(
  wishes: DeskWishes,
  words: DeskWords,
  machine: ServiceMachine = thisMachine(),
): string {
  const command = [machine.node, machine.script, ...argumentsOf(wishes)];
  if (machine.platform === 'win32') {
    return [words.serviceWindows, windowsTask(command)].join('\n');
  }
  if (machine.platform === 'darwin') return [words.serviceMac, launchd(command)].join('\n');
  return [words.serviceLinux, systemd(command, machine.user)].join('\n');
}

function thisMachine(): ServiceMachine {
  // This file ends up in dist/node.
  const script = join(fileURLToPath(import.meta.url), '..', '..', '..', 'src', 'desk', 'guiju.mjs');
  return { platform: process.platform, node: process.execPath, script, user: userInfo().username };
}

/** The options again, with whole paths: a service begins in a folder of its own. */
function argumentsOf(wishes: DeskWishes): string[] {
  const { data, host, port, stunPort, names, isRelayOnly, secure, plainPort } = wishes;
  return [
    'desk',
    ...(data === undefined ? [] : ['--data', resolve(data)]),
    '--host',
    host,
    '--port',
    String(port),
    ...(stunPort === undefined ? [] : ['--stun-port', String(stunPort)]),
    ...names.flatMap((name) => ['--name', name]),
    ...(isRelayOnly ? ['--relay-only'] : []),
    ...(secure?.by === 'own' ? ['--https'] : []),
    ...(secure?.by === 'given' ? ['--cert', resolve(secure.certificate), '--key', resolve(secure.key)] : []),
    ...(secure === undefined ? [] : ['--http-port', String(plainPort)]),
  ];
}

function systemd(command: string[], user: string): string {
  // Quotes and backslashes as systemd.service(5) has them; % and $ would be filled in.
  const quoted = command.map(
    (part) => `"${part.replaceAll(/["\\]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`,
  );
  return `[Unit]
Description=Guiju desk
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=${quoted.join(' ')}
User=${user}
UMask=0077
Restart=always
RestartSec=5
TimeoutStopSec=30
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full

[Install]
WantedBy=multi-user.target
`;
}

function launchd(command: string[]): string {
  const inXml = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>guiju.desk</string>
  <key>ProgramArguments</key>
  <array>
${command.map((part) => `    <string>${inXml(part)}</string>`).join('\n')}
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <true/>
  <key>Umask</key>
  <integer>63</integer>
</dict>
</plist>
`;
}

/** A path on Windows holds no quotes, so each part can stand in some that `schtasks` is told to keep. */
function windowsTask(command: string[]): string {
  const inner = command.map((part) => (/\s/.test(part) ? `\\"${part}\\"` : part)).join(' ');
  return `schtasks /Create /TN "Guiju desk" /SC ONSTART /RU "%USERNAME%" /RP * /TR "${inner}"
`;
}
