/** What the page about the desk's own authority says; it stands outside the app and shows both languages at once. */
export interface AuthorityWords {
  title: string;
  why: string;
  download: string;
  compareTitle: string;
  compare: string;
  parts: { title: string; steps: string[] }[];
  doneTitle: string;
  done: string;
  open: string;
  limitsTitle: string;
  limits: string;
  ownTitle: string;
  own: string;
}

const zh: AuthorityWords = {
  title: '信任本单位的服务台',
  why: '只有通过加密而可信的地址打开，浏览器才允许规矩离线使用、保管设备密钥。互联网上的签发机构不给局域网地址发证书，所以这台服务台自己签发。每台设备安装一次根证书即可。',
  download: '下载根证书',
  compareTitle: '先核对指纹',
  compare:
    '安装之前，请向管理服务台的同事当面或打电话核对下面的 SHA-256 指纹：它印在服务台启动时的窗口里。安装时系统也会显示指纹。有一处不同，就不要安装。',
  parts: [
    {
      title: 'Windows',
      steps: [
        '打开下载的 guiju-desk.crt，点“安装证书”。',
        '选“当前用户”（全部人共用这台电脑时选“本地计算机”，需要管理员权限）。',
        '选“将所有的证书都放入下列存储”，点“浏览”，选“受信任的根证书颁发机构”。',
        '完成后关闭浏览器再打开。系统提示时核对指纹，再点“是”。',
        '卸载：运行 certmgr.msc，在“受信任的根证书颁发机构”里找到 Guiju desk，删除。',
      ],
    },
    {
      title: 'macOS',
      steps: [
        '打开下载的文件，在“钥匙串访问”中加入“登录”钥匙串。',
        '双击 Guiju desk，展开“信任”，把“安全套接字层 (SSL)”设为“始终信任”，关闭窗口并输入密码。',
        '卸载：在“钥匙串访问”里找到 Guiju desk，删除。',
      ],
    },
    {
      title: 'Android',
      steps: [
        '在“设置”里搜索“CA 证书”，按提示安装下载的文件。系统会提醒网络可能受到监控；这张证书只对内网地址有效，见下文。',
        'Chrome 认用户安装的证书；Firefox 需在其设置里另行允许。',
        '卸载：“设置”里的“受信任的凭据”，“用户”一栏，找到 Guiju desk，删除。',
      ],
    },
    {
      title: 'iPhone 和 iPad',
      steps: [
        '用 Safari 下载，允许下载描述文件。',
        '“设置”里点“已下载描述文件”，安装。',
        '再到“通用”→“关于本机”→“证书信任设置”，打开 Guiju desk。少了这一步不起作用。',
        '卸载：“通用”→“VPN 与设备管理”，移除该描述文件。',
      ],
    },
  ],
  doneTitle: '装好以后',
  done: '浏览器重新打开以后，从这里进入。浏览器不再提示不安全，就是装好了。',
  open: '打开规矩',
  limitsTitle: '它能做什么，不能做什么',
  limits:
    '这个根证书写明只对内网地址、localhost 和服务台自己的名字有效，只用于网站，不能再签发下级机构。即使服务台被盗，盗走的人也不能用它冒充银行或任何外部网站；但能在内网里冒充这台服务台，所以那时请在每台设备上卸载。规矩的内容另有设备密钥签名和加密，不靠这张证书。',
  ownTitle: '单位已有证书更好',
  own: '如果单位有自己的证书机构，或能给服务台一个域名并取得正式证书，请管理员用 --cert 和 --key 启动：设备上不必安装什么，吊销和更换也有人管理，比每台设备多信任一个根更稳妥。',
};

const en: AuthorityWords = {
  title: 'Trust the desk of this office',
  why: 'Browsers let Guiju work offline and keep the keys of a device only when it was opened from an address that is encrypted and trusted. No authority of the internet vouches for addresses of a local network, so this desk vouches for itself. Install its root certificate once on each device.',
  download: 'Download the root certificate',
  compareTitle: 'Compare the fingerprint first',
  compare:
    'Before you install it, compare this SHA-256 fingerprint with the colleague who runs the desk, in person or by telephone: it stands in the window in which the desk was started. The system shows it again while installing. If anything differs, do not install it.',
  parts: [
    {
      title: 'Windows',
      steps: [
        'Open the downloaded guiju-desk.crt and choose “Install Certificate”.',
        'Choose “Current User” (or “Local Machine” when several people share the computer; this needs an administrator).',
        'Choose “Place all certificates in the following store”, “Browse”, “Trusted Root Certification Authorities”.',
        'Close the browser and open it again. When the system asks, compare the fingerprint before “Yes”.',
        'To remove it: run certmgr.msc, find Guiju desk under “Trusted Root Certification Authorities”, delete it.',
      ],
    },
    {
      title: 'macOS',
      steps: [
        'Open the downloaded file and add it to the keychain “login” in Keychain Access.',
        'Open Guiju desk, unfold “Trust”, set “Secure Sockets Layer (SSL)” to “Always Trust”, close, give your password.',
        'To remove it: find Guiju desk in Keychain Access and delete it.',
      ],
    },
    {
      title: 'Android',
      steps: [
        'Search for “CA certificate” in the settings and install the downloaded file. The system warns that the network may be watched; this certificate holds for local addresses only, see below.',
        'Chrome accepts certificates that the user installed; Firefox has to be told to in its own settings.',
        'To remove it: settings, “Trusted credentials”, “User”, Guiju desk.',
      ],
    },
    {
      title: 'iPhone and iPad',
      steps: [
        'Download it in Safari and allow the configuration profile.',
        'In the settings open “Profile Downloaded” and install it.',
        'Then switch Guiju desk on under “General”, “About”, “Certificate Trust Settings”. Without this step nothing changes.',
        'To remove it: “General”, “VPN & Device Management”, remove the profile.',
      ],
    },
  ],
  doneTitle: 'Once it is installed',
  done: 'Open the browser again and go on from here. It is installed when the browser warns no more.',
  open: 'Open Guiju',
  limitsTitle: 'What it can do and what it cannot',
  limits:
    'The root certificate says of itself that it holds only for private addresses, localhost and the desk’s own names, only for web sites, and that it makes no further authorities. Whoever steals the desk cannot use it to pass for a bank or any other site of the internet; inside the local network they could pass for this desk, so remove it from every device then. The contents of Guiju are signed and encrypted with the keys of the devices and do not rest on this certificate.',
  ownTitle: 'A certificate of your own is better',
  own: 'If your office has its own certificate authority, or can give the desk a domain name and a public certificate, start the desk with --cert and --key: nothing has to be installed on devices, somebody looks after revoking and replacing, and no device has to trust one more root.',
};

export const authorityWords = { zh, en };
