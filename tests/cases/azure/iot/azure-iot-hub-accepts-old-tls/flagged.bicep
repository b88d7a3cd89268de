resource iotHub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'S1'
    capacity: 1
  }
  properties: {}
}
