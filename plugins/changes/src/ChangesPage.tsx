import { Route, Routes } from 'react-router-dom';
import { DetailsPage } from './details';
import { ListPage } from './list';

/** The list, and below it each change. */
export const ChangesPage = () => (
  <Routes>
    <Route path="/" element={<ListPage />} />
    <Route path="/:id" element={<DetailsPage />} />
  </Routes>
);
