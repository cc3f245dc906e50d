/** Words of taking in a sheet whose rows belong to organisations. */
import { catalogue } from './text'

export const zh = {
  template: '下载模板', drop: '把 Excel 文件拖到这里', choose: '选择文件', fileHint: '.xlsx，一个工作表', reading: '正在试算…', trial: (name: string) => `试算结果：${name}`, done: '已导入', nothing: '没有新的内容。', go: (n: number) => `导入 ${n} 行`, other: '换一个文件', download: '下载标出问题的表', notExcel: '请选择 .xlsx 文件。',
  counts: { added: '新的', known: '已有', problems: '不能导入' }, problems: (n: number) => `${n} 行不能导入`, columns: ['行', '列', '内容', '问题'], blank: '（空）', marked: '导入（问题）.xlsx',
}

export const en: typeof zh = {
  template: 'Template', drop: 'Drop an Excel file here', choose: 'Choose a file', fileHint: '.xlsx, one sheet', reading: 'Trying…', trial: name => `Trial of ${name}`, done: 'Imported', nothing: 'Nothing is new.', go: n => `Import ${n} rows`, other: 'Another file', download: 'Download the marked sheet', notExcel: 'Please choose an .xlsx file.',
  counts: { added: 'New', known: 'Known', problems: 'Refused' }, problems: n => `${n} rows are refused`, columns: ['Row', 'Column', 'Content', 'Problem'], blank: '(empty)', marked: 'import (problems).xlsx',
}

export const words = catalogue(zh, en)
