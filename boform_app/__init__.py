"""The program without a screen: rules, services and the vault."""
