param setting string

resource snapshot 'Microsoft.Compute/snapshots@2023-04-02' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: setting
  }
}
