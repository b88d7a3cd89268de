param setting bool

resource workspace 'Microsoft.Synapse/workspaces@2021-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    managedVirtualNetwork: 'default'
    managedVirtualNetworkSettings: {
      preventDataExfiltration: setting
    }
  }
}
