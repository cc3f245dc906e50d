/** The branch's pages of orders and what its mutations say, fetched together. */
export { OrderPage } from './OrderPage'
export { OrdersPage } from './OrdersPage'
export { TasksPage } from './TasksPage'
export { telling } from './telling'
