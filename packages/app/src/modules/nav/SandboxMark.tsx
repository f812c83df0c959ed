import { makeStyles } from '@material-ui/core/styles';
import { useIsSandbox } from '../sandbox';

const useStyles = makeStyles({
  root: {
    alignSelf: 'flex-start',
    margin: '0 0 8px 8px',
    padding: '1px 6px',
    border: '1px solid #ffd479',
    borderRadius: 4,
    color: '#ffd479',
    fontSize: 11,
    lineHeight: '16px',
  },
});

/** On every page, whether the sidebar is open or not. */
export const SandboxMark = () => {
  const classes = useStyles();
  return useIsSandbox() ? (
    <div
      className={classes.root}
      title="The clusters of this portal are stand-ins on this machine"
    >
      Sandbox
    </div>
  ) : null;
};
