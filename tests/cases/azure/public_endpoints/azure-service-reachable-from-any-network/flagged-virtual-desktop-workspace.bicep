resource workspace 'Microsoft.DesktopVirtualization/workspaces@2024-04-03' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}
