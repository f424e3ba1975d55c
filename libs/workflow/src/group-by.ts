export { groupBy } from '@app/domain';
