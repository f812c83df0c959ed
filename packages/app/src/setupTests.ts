import '@idp/testing-react/setup';
