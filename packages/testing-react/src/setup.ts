import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// jsdom has neither; React Aria asks for both when a list opens.
globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS;
globalThis.IntersectionObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as unknown as typeof IntersectionObserver;
// axe paints on a canvas to tell icons from text.
HTMLCanvasElement.prototype.getContext = () => null;

// A shared machine may take its time; what is waited for is asserted all the same.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
