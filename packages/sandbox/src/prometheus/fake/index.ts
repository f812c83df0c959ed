export {
  createFakePrometheus,
  type FakePrometheus,
} from './createFakePrometheus';
