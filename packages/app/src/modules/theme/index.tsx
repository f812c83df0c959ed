import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createUnifiedTheme,
  palettes,
  UnifiedThemeProvider,
} from '@backstage/theme';
import LightIcon from '@material-ui/icons/WbSunny';
import './theme.css';

const light = createUnifiedTheme({
  palette: {
    ...palettes.light,
    // What a form refuses is read on white: a contrast of 4.5 : 1
    error: { main: '#c62828' },
  },
});

const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light Theme',
      variant: 'light',
      icon: <LightIcon />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={light}>{children}</UnifiedThemeProvider>
      ),
    },
  },
});

/** Backstage's themes, with the contrast that text needs. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [lightTheme],
});
