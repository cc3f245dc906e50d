/** Words of photos and scans, wherever they are shown. */
import { catalogue } from './text'

export const zh = {
  title: '照片和扫描件',
  none: '没有照片和扫描件',
  waiting: '正在取照片…',
  kinds: { photo: '照片', scan: '扫描件' },
  states: {
    draft: '在本机，保存记录后送出', form: '在本机，和填写的内容一起送出', phone: '只在本机', elsewhere: '还在拍照的手机上', stored: '已送达', held: '等党群工作部同意更正', lost: '记录里已没有它，只在本机还有',
    removing: '等待移除',
  },
  sending: (percent: number) => `正在送 ${percent}%`,
  paused: (percent: number) => `已送 ${percent}%，等网络`,
  refused: (why: string) => `未被接受：${why}`,
  troubles: { quota: '今天送得太多，明天自动接着送', server: '服务器暂时放不下，过一会儿自动再送', unfit: '这个版本的应用不能送照片，请更新' },
  open: (name: string) => `看大图：${name}`,
  save: (name: string) => `下载 ${name}`,
  size: (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`),
  notShown: '现在打不开这张图，有网络时再看。',
  take: '拍照', choose: '选照片', shrinking: '正在缩小照片…', notTaken: '没有加进来', removeOne: (name: string) => `移除 ${name}`,
  unfinished: '照片还没缩小完，没能等到它。请回到填写的页面看一看，缺了就重新加一次。',
  faults: { unreadable: '这不是能打开的图片，请重新拍照或选择。', too_large: '文件太大，每个不超过 12 MB。', insecure: '这个网址不是 https，浏览器不能核对照片，请用 https 网址打开。' },
}

export const en: typeof zh = {
  title: 'Photos and scans',
  none: 'No photos or scans',
  waiting: 'Fetching photos…',
  kinds: { photo: 'Photo', scan: 'Scan' },
  states: {
    draft: 'On this phone; sent once the record is saved', form: 'On this phone; sent with what is written', phone: 'On this phone only', elsewhere: 'Still on the phone that took it', stored: 'Delivered', held: 'Waits for the office to agree',
    lost: 'No longer in the record; only this phone has it', removing: 'Waits to be removed',
  },
  sending: percent => `Being sent, ${percent} %`,
  paused: percent => `${percent} % sent, waiting for a network`,
  refused: why => `Not accepted: ${why}`,
  troubles: { quota: 'Too much was sent today; it goes on by itself tomorrow', server: 'The server has no room just now; it is tried again in a while', unfit: 'This version of the app cannot send photos; please update' },
  open: name => `Show large: ${name}`,
  save: name => `Download ${name}`,
  size: bytes => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`),
  notShown: 'This picture cannot be opened now; look again with a network.',
  take: 'Take a photo', choose: 'Choose photos', shrinking: 'Making the photo smaller…', notTaken: 'Not added', removeOne: name => `Remove ${name}`,
  unfinished: 'A photo was still being made smaller, and was not waited for. Please look at what you were writing, and add it again if it is missing.',
  faults: { unreadable: 'This is no picture that can be opened; take or choose another.', too_large: 'Too large: at most 12 MB each.', insecure: 'This address is not https, so the browser cannot check photos. Open the https address.' },
}

export const fileWords = catalogue(zh, en)
