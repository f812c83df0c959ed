import '@idp/testing-react/setup';

// Pages show times in the reader's zone, and those who run the tests may be anywhere.
jest.mock('./time/zone', () => ({
  ...jest.requireActual('./time/zone'),
  readersZone: () => 'UTC',
}));
