/** Words of the buttons that take something away as a file. */
import { catalogue } from './text'

const zh = { take: '导出', label: (name: string) => `导出“${name}”为 Excel 文件`, busy: '正在准备…' }
const en: typeof zh = { take: 'Export', label: name => `Export “${name}” as an Excel file`, busy: 'Getting it ready…' }

export const words = catalogue(zh, en)
