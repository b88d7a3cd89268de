resource account 'Microsoft.DeviceUpdate/accounts@2023-07-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
