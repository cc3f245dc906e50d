/** Words for giving up a step. */
import { catalogue } from './text'

export const zh = {
  title: '放弃这一步？', text: '内容不会生效；您写的文字和放弃的原因都会留存。', reason: '为什么放弃', phrases: '常用原因',
  often: ['记错了', '已由别人记录', '不再需要'], now: '放弃', keep: '先不放弃',
}

export const en: typeof zh = {
  title: 'Give up this step?', text: 'It will not take effect; what you wrote and the reason are kept.', reason: 'Why it is given up', phrases: 'Frequent reasons',
  often: ['Recorded by mistake', 'Recorded by someone else', 'No longer needed'], now: 'Give up', keep: 'Not now',
}

export const words = catalogue(zh, en)
