param setting string

resource provisioningService 'Microsoft.Devices/provisioningServices@2022-12-12' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: setting
  }
}
