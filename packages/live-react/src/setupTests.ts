import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A shared machine may take its time; what is waited for is asserted all the same.
configure({ asyncUtilTimeout: 15_000 });
