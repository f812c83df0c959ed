export { nanoseconds, type Line } from './Line';
export { LogStreams, type LogStream } from './LogStreams';
